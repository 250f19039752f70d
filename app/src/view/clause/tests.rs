use eligibility::assess::{ReadingVerdict, Verdict};

use crate::locale::Lang;
use crate::test_hospital::TestHospital;
use crate::view::sheet::SheetView;
use crate::wording::sheet_text::sheet_text;

#[test]
fn a_reading_of_no_standard_has_words_of_its_own_on_page_and_sheet() {
    let test = TestHospital::new();
    let mut assessment = test.assess("2026-11-22", false);
    let clause = assessment.clauses.first_mut().unwrap();
    clause.readings = vec![ReadingVerdict {
        id: "R-18".to_owned(),
        alternative: "not-shared".to_owned(),
        verdict: Verdict::Short,
    }];
    let (standard, hospital, programme) = (test.standard(), test.hospital(), test.programme());
    let expected = [
        "同一人可以同时计入不同标准的项目吗（现按可以）？（R-18）若按“不可以，各项目人员互不重复”，则为不符合",
        "May one person count for several standards (here: yes)? (R-18) Read as “no, each person for one only”, the verdict is Short",
    ];
    for (lang, expected) in Lang::ALL.into_iter().zip(expected) {
        let voice = test.voice(lang);
        let sheet = SheetView::of(voice, &assessment, standard, hospital, programme).unwrap();
        assert_eq!(sheet.clauses[0].readings, [expected]);
        let written = sheet_text(voice, &assessment, standard, hospital, programme);
        assert!(written.contains(expected), "{written}");
    }
}
