package xlsform

func (b *builder) check() {}
