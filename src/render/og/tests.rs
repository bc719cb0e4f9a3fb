use super::*;

fn card() -> Card {
    Card {
        state: "problems",
        word: "Problems".to_owned(),
        sentence: "<script>alert(1)</script> & \"Spotify\" has been having problems since 14:37 UTC.".to_owned(),
        numbers: vec!["312 reports in 15 minutes, normally about 4".to_owned()],
        time: "16 Apr 2025, 14:52 UTC".to_owned(),
        demo: Some("Demo data".to_owned()),
        art: Art::None,
    }
}

#[test]
fn pictures_are_as_large_as_chats_want_them_and_small_in_bytes() {
    for theme in [Theme::Light, Theme::Dark] {
        let png = card().png(theme).unwrap();
        assert_eq!(raster::size(&png), Some((WIDTH.into(), HEIGHT.into())));
        // The largest that all chats load.
        assert!(png.len() < 300_000, "{}", png.len());
    }
}

#[test]
fn markup_in_words_is_inert() {
    let svg = card().svg(Theme::Light);
    assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;"));
}

#[test]
fn whatever_the_words_they_stay_within_the_picture() {
    for sentence in [
        "w".repeat(500),
        "long words ".repeat(80),
        String::new(),
        "障害".to_owned(),
    ] {
        let card = Card {
            word: sentence.clone(),
            numbers: vec![sentence.clone(); 9],
            sentence,
            ..card()
        };
        let svg = card.svg(Theme::Dark);
        let ends = svg.split("<text ").skip(1).map(|text| {
            let number = |name: &str| -> f64 {
                let rest = text.split_once(&format!("{name}=\"")).unwrap().1;
                rest.split_once('"').unwrap().0.parse().unwrap()
            };
            let words = text.split_once('>').unwrap().1.split_once('<').unwrap().0;
            let end = number(" x") + fonts::width(words, Weight::Regular, number("font-size"));
            (end, number(" y"))
        });
        for (x, y) in ends {
            assert!(x <= f64::from(WIDTH) && y <= f64::from(HEIGHT), "{x} {y}: {svg}");
        }
        card.png(Theme::Dark).unwrap();
    }
}

#[test]
fn numbers_are_whole_or_not_there() {
    let long = "Pico: 9 relatos por minuto, 30 vezes o normal".to_owned();
    let card = Card {
        numbers: vec!["Duração: 1 minuto até agora".to_owned(), long, "word ".repeat(60)],
        art: Art::Day(Vec::new()),
        ..card()
    };
    let svg = card.svg(Theme::Light);
    let written: Vec<&str> = svg.split("class=\"numbers\"").skip(1).collect();
    let words = |text: &&str| text.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned();
    let written: Vec<String> = written.iter().map(words).collect();
    assert!(written.join(" ").ends_with("o normal"), "{written:?}");
}
