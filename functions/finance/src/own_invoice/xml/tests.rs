//! XML that means harm, and XML that is only unusual.

use super::*;

fn refused(text: &str) -> Option<Refusal> {
    read(text.as_bytes()).err()
}

#[test]
fn a_document_is_read_with_its_namespaces_attributes_and_texts() {
    let text = "<?xml version=\"1.0\"?><?xml-stylesheet href=\"x\"?><!-- x --><p:a xmlns:p=\"urn:p\" k=\"1\"><b> &lt;&#228;&amp; </b><b/></p:a>\n";
    let root = read(text.as_bytes()).unwrap();
    assert_eq!((root.name.as_str(), root.namespace.as_str(), root.attribute("k")), ("a", "urn:p", Some("1")));
    assert_eq!(root.all("b").len(), 2);
    assert_eq!(root.all("b")[0].text.trim(), "<ä&");
    assert_eq!(root.text("b"), None, "there are two");
    assert!(root.is_of(&["urn:p", ""]) && !root.is_of(&["urn:p"]));
}

#[test]
fn a_document_type_and_entities_are_refused() {
    for text in [
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY b \"b\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><a>&c;</a>",
        "<!DOCTYPE a SYSTEM \"http://127.0.0.1/x.dtd\"><a/>",
        "<a>&b;</a>",
        "<a>&#0;</a>",
        "<a>&#x1b;</a>",
        "<a k=\"&b;\"/>",
        "<a><![CDATA[x]]></a>",
        "<a>1<!-- -->2</a>",
        "<a>1<?x?>2</a>",
    ] {
        assert_eq!(refused(text), Some("xml_unsafe"), "{text}");
    }
}

#[test]
fn depth_width_names_attributes_and_texts_have_limits() {
    let deep = |n: usize| format!("{}{}", "<a>".repeat(n), "</a>".repeat(n));
    assert_eq!((refused(&deep(24)), refused(&deep(25))), (None, Some("xml_unsafe")));
    let wide = |n: usize| format!("<a>{}</a>", "<b/>".repeat(n));
    assert_eq!((refused(&wide(249_999)), refused(&wide(250_000))), (None, Some("xml_unsafe")));
    assert_eq!(refused(&format!("<{}/>", "a".repeat(101))), Some("xml_unsafe"));
    let attributes: String = (0..17).map(|n| format!(" k{n}=\"\"")).collect();
    assert_eq!(refused(&format!("<a{attributes}/>")), Some("xml_unsafe"));
    assert_eq!(refused(&format!("<a>{}</a>", "x".repeat(10_001))), Some("xml_unsafe"));
    assert_eq!(refused(&format!("<a k=\"{}\"/>", "x".repeat(10_001))), Some("xml_unsafe"));
}

#[test]
fn what_is_not_one_whole_document_is_refused() {
    for text in [
        "",
        "x",
        "<a>",
        "</a>",
        "<a></b>",
        "<a/><b/>",
        "<a/>x",
        "<a k=1/>",
        "<a k=\"1\" k=\"2\"/>",
        "<p:a/>",
        "<a><",
        "<a>&</a>",
    ] {
        assert_eq!(refused(text), Some("xml_malformed"), "{text}");
    }
}

#[test]
fn an_encoding_is_the_declared_one() {
    let declared = |name: &str, byte: u8| {
        let mut file = format!("<?xml version='1.0' encoding='{name}'?><a>").into_bytes();
        file.extend([byte, b'<', b'/', b'a', b'>']);
        read(&file).map(|root| root.text)
    };
    assert_eq!(declared("ISO-8859-15", 0xa4).as_deref(), Ok("€"));
    assert_eq!(declared("iso-8859-1", 0xe4).as_deref(), Ok("ä"));
    assert_eq!(declared("UTF-8", 0xe4), Err("xml_encoding"));
    assert_eq!(declared("UTF-16", b'x'), Err("xml_encoding"));
    assert_eq!(declared("windows-1252", 0x80), Err("xml_encoding"));
    assert_eq!(declared("UTF-8", 0x07), Err("xml_encoding"));
    assert_eq!(read(b"\xff\xfe<\0a\0/\0>\0").err(), Some("xml_encoding"));
    assert!(read("\u{feff}<a/>".as_bytes()).is_ok());
}

#[test]
fn random_bytes_never_do_harm() {
    let mut state = 1_u64;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let pieces = [
        "<a>", "</a>", "<", ">", "&", "amp;", "\"", "=", "<?xml", "?>", "<!--", "-->", "]]>", "ä", "\0", "x",
        " ",
    ];
    for _ in 0..20_000 {
        let text: String = (0..random() % 12).map(|_| pieces[random() % pieces.len()]).collect();
        drop(read(text.as_bytes()));
    }
}
