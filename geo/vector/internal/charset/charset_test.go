package charset_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"renewal/geo/vector/internal/charset"
)

func TestNormal(t *testing.T) {
	for want, names := range map[string][]string{
		"":             {"", " ", "\x00", "\uFEFF"},
		"UTF-8":        {"utf-8", "UTF8", "utf_8", "65001", "CP65001", "utf-8\x00", "unicode-1-1-utf-8"},
		"GBK":          {"GBK", "gb2312", "GB_2312-80", "EUC-CN", "936", "cp936", "ANSI 936", "ms936", "x-gbk", "chinese", "csGB2312", "iso-ir-58"},
		"GB18030":      {"gb18030", "54936"},
		"BIG5":         {"big5", "Big-5", "950", "x-x-big5"},
		"BIG5-HKSCS":   {"big5-hkscs"},
		"SHIFT_JIS":    {"932", "shift_jis", "x-sjis"},
		"EUC-JP":       {"x-euc-jp"},
		"EUC-KR":       {"949", "korean", "ks_c_5601-1987"},
		"windows-1252": {"1252", "CP1252", "windows-1252", "x-cp1252"},
		"WINDOWS-1256": {"cp1256", "windows-1256"},
		"ISO-8859-1":   {"iso-8859-1", "88591", "28591"},
		"LATIN1":       {"latin1"}, // and not windows-1252, as the web has it
		"ASCII":        {"ascii"},
		"ISO-8859-2":   {"latin2", "l2"},
		"UTF-16":       {"utf-16"},
		"KOI8-R":       {"koi"},
	} {
		for _, name := range names {
			if got, err := charset.Normal(name); err != nil || got != want {
				t.Errorf("%q: got %q, %v, want %q", name, got, err, want)
			}
		}
		if got, err := charset.Normal(want); err != nil || got != want {
			t.Errorf("%q again: got %q, %v", want, got, err)
		}
	}
	for _, name := range []string{"EBCDIC", "OEM", "HZ-GB-2312", "hz", "iso-2022-cn", "ISO-2022-KR", "replacement"} {
		if got, err := charset.Normal(name); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%q: got %q, %v", name, got, err)
		}
	}
}

func TestDecoder(t *testing.T) {
	text, err := simplifiedchinese.GBK.NewEncoder().String("城中村")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := charset.Decoder("GBK").String(text); err != nil || got != "城中村" {
		t.Errorf("got %q, %v", got, err)
	}
	if charset.Decoder("") != nil || charset.Decoder("UTF-8") != nil {
		t.Error("what is UTF-8 is decoded")
	}
}
