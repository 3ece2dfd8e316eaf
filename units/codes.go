package units

// settleCodes is filled in when the schemes are there.
func (p *prepared) settleCodes() error { return nil }
