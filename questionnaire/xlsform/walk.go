package xlsform

func (b *builder) walk() {}
