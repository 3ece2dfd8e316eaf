package units_test

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"renewal/units"
	"renewal/units/study"
)

// results writes a study of ours and returns the folder.
func results(t *testing.T, name string) (string, *units.Result) {
	t.Helper()
	s, err := study.Read(filepath.Join("..", "testdata", "studies", name, "study.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := units.Delineate(context.Background(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := r.Write(context.Background(), dir, nil); err != nil {
		t.Fatal(err)
	}
	return dir, r
}

// sheetRows are the rows of a sheet below its header, by the first line of the
// heading of their column.
func sheetRows(t *testing.T, f *excelize.File, sheet string) []map[string]string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, v := range row {
			head, _, _ := strings.Cut(rows[0][i], "\n")
			m[head] = v
		}
		all = append(all, m)
	}
	return all
}

func TestWorkbookHoldsTheReport(t *testing.T) {
	dir, r := results(t, "default")
	f, err := excelize.OpenFile(filepath.Join(dir, "units.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	byID := map[string]*units.UnitReport{}
	for i := range r.Report.Units {
		byID[r.Report.Units[i].ID] = &r.Report.Units[i]
	}

	n := 0
	for _, sheet := range []string{"更新单元 units", "不划定 not delineated"} {
		for _, row := range sheetRows(t, f, sheet) {
			u := byID[row["更新单元编号"]]
			n++
			if ha, err := strconv.ParseFloat(row["单元面积（公顷）"], 64); err != nil || ha != u.AreaHa || row["更新单元类型"] != u.ClassZh || row["更新单元名称"] != u.Name {
				t.Errorf("%s: the row says %v", u.ID, row)
			}
			if undetermined := strings.HasPrefix(row["状态"], "待定"); undetermined != (u.Class == "undetermined") {
				t.Errorf("%s is %s, its state %q", u.ID, u.Class, row["状态"])
			}
		}
	}
	if n != len(byID) {
		t.Errorf("%d units in the workbook, %d in the report", n, len(byID))
	}

	tests, checks := 0, 0
	for _, u := range byID {
		tests += len(u.Verdict.Tests)
		for _, c := range u.Verdict.Checks {
			checks += len(c.Tests)
		}
	}
	listed := map[string]bool{}
	for _, row := range sheetRows(t, f, "判据一览 tests") {
		if row["来源"] == "" || row["指标"] == "" {
			t.Errorf("a test without source or measure: %v", row)
		}
		listed[strings.Join([]string{row["编号"], row["指标"], row["比较"], row["阈值"]}, " ")] = true
	}
	for name, want := range map[string]int{"判定依据 evidence": tests, "检查结果 checks": checks} {
		rows, missing := sheetRows(t, f, name), 0
		for _, row := range rows {
			if key := strings.Join([]string{row["编号"], row["指标"], row["比较"], row["阈值"]}, " "); !listed[key] {
				t.Errorf("%s is not in the list of tests", key)
			}
			if row["指标值"] != "" && (row["下限"] != "" || row["上限"] != "") {
				t.Errorf("known and between bounds: %v", row)
			}
			if row["指标值"] == "" && row["下限"] == "" && row["上限"] == "" {
				missing++
				if !strings.HasPrefix(row["结果"], "未知") || row["缺少的数据"] == "" {
					t.Errorf("nothing is known, but %v", row)
				}
			}
		}
		if len(rows) != want || missing == 0 {
			t.Errorf("%s: %d rows of %d tests, %d without any value", name, len(rows), want, missing)
		}
	}

	if got, want := len(sheetRows(t, f, "负面清单 negative list")), 6*r.Summary().Units; got != want {
		t.Errorf("%d rows of the negative list, want %d", got, want)
	}
	if got := len(sheetRows(t, f, "修复记录 repairs")); got != len(r.Report.Repairs) {
		t.Errorf("%d repairs of %d", got, len(r.Report.Repairs))
	}
	sums := map[string]float64{}
	for _, row := range sheetRows(t, f, "用地面积 land use") {
		m2, _ := strconv.ParseFloat(row["用地面积（平方米）"], 64)
		sums[row["更新单元编号"]] += m2
	}
	for id, u := range byID {
		want := 0.0
		for _, l := range u.Landuse {
			want += l.AreaM2
		}
		if d := sums[id] - want; d > 1e-6 || d < -1e-6 {
			t.Errorf("%s: land use adds up to %g m², want %g", id, sums[id], want)
		}
	}
	columns := sheetRows(t, f, "更新指引 guidance")[0]
	for _, c := range r.Report.Units[0].Guide.Rows {
		if c.Derived && columns[c.Zh] == "" {
			t.Errorf("no column %s", c.Zh)
		}
	}
}

func TestWorkbookOpensInLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	if testing.Short() {
		t.Skip("takes seconds")
	}
	dir, r := results(t, "drawn")
	cmd := exec.CommandContext(t.Context(), soffice, "--headless", "-env:UserInstallation=file://"+filepath.ToSlash(t.TempDir()),
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", dir, filepath.Join(dir, "units.xlsx"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "units-更新单元 units.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range r.Report.Units {
		u := &r.Report.Units[i]
		name, _ := json.Marshal(u.Name)
		if u.Class != "not_delineated" && (!strings.Contains(string(data), u.ID) || !strings.Contains(string(data), strings.Trim(string(name), `"`)) || !strings.Contains(string(data), u.ClassZh)) {
			t.Errorf("LibreOffice shows no %s %s %s", u.ID, u.Name, u.ClassZh)
		}
	}
}
