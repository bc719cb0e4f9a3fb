use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::*;

/// Messages of a language with the variables they use.
fn messages(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for source in sources(locale) {
        let resource =
            fluent_syntax::parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", locale.code()));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut variables = BTreeSet::new();
            collect(message.value.as_ref().unwrap(), &mut variables);
            let before = all.insert(message.id.name.to_owned(), variables);
            assert!(before.is_none(), "{}: {} twice", locale.code(), message.id.name);
        }
    }
    all
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(inline) => inlined(inline, variables),
                Expression::Select { selector, variants } => {
                    inlined(selector, variables);
                    for variant in variants {
                        collect(&variant.value, variables);
                    }
                }
            },
        }
    }
}

fn inlined(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("messages use variables and plain text only: {other:?}"),
    }
}

#[test]
fn every_language_has_every_message_with_the_same_variables() {
    let english = messages(Locale::En);
    assert!(english.len() > 20);
    for locale in Locale::ALL {
        let own = messages(locale);
        let missing: Vec<_> = english.keys().filter(|key| !own.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{} lacks {missing:?}", locale.code());
        for (key, variables) in own {
            let expected = english.get(&key);
            assert_eq!(Some(&variables), expected, "{}: {key}", locale.code());
        }
    }
}

#[test]
fn languages_are_negotiated_by_weight() {
    for (accepted, expected) in [
        ("", Locale::En),
        ("de", Locale::De),
        ("de-AT,de;q=0.9,en;q=0.8", Locale::De),
        ("nl,fr;q=0.4,ja;q=0.7", Locale::Ja),
        ("pt-BR", Locale::Pt),
        ("*", Locale::En),
        ("de;q=0, es;q=0.1", Locale::Es),
        ("de;q=x, zh", Locale::En),
    ] {
        assert_eq!(Locale::negotiate(accepted), expected, "{accepted}");
    }
}

#[test]
fn numbers_are_written_as_the_language_writes_them() {
    let thousands = Locale::ALL.map(|locale| locale.count(48_185));
    assert_eq!(
        thousands,
        ["48,185", "48.185", "48.185", "48\u{202f}185", "48.185", "48,185"]
    );
    assert_eq!(Locale::De.decimal(1.46, 1), "1,5");
    assert_eq!(Locale::En.decimal(f64::NAN, 1), "0.0");
}

#[test]
fn lists_end_with_and() {
    assert_eq!(Locale::En.list::<&str>(&[]), "");
    assert_eq!(Locale::En.list(&["England"]), "England");
    assert_eq!(Locale::En.list(&["A", "B", "C"]), "A, B and C");
    assert_eq!(Locale::De.list(&["A", "B", "C"]), "A, B und C");
    assert_eq!(Locale::Es.list(&["Francia", "Italia"]), "Francia e Italia");
    assert_eq!(Locale::Es.list(&["Francia", "Hidalgo"]), "Francia e Hidalgo");
    for last in ["España", "Hielo", "iCloud", "2 más"] {
        assert_eq!(Locale::Es.list(&["Italia", last]), format!("Italia y {last}"));
    }
}

#[test]
fn moments_stay_apart_where_the_translator_put_them() {
    let args = [
        ("name", "Spotify".into()),
        ("begin", Arg::Moment(Timestamp(1_744_804_800), Precision::Clock)),
        ("places", "".into()),
    ];
    let sentence = Locale::En.sentence("headline-problems-since", &args);
    assert_eq!(sentence.plain(), "Spotify has been having problems since 12:00 UTC.");
    let json = serde_json::to_value(&sentence).unwrap();
    assert_eq!(json[1]["datetime"], "2025-04-16T12:00:00Z");
}
