package dev.mme5.synthesis.quality;

import static java.lang.Character.UnicodeScript.*;

import dev.mme5.core.Language;
import java.lang.Character.UnicodeScript;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which scripts a language is written in, for the languages of XLM-R (mmE5 section 3.2) and of CLDR's annotations. Languages that
/// are commonly written in several scripts have them all or are left out.
final class LanguageScripts {
    private static final Map<String, Set<UnicodeScript>> BY_TAG = new HashMap<>();

    static {
        put("af az bs br ca cs cy da de dsb en eo es et eu fi fil fo fr fy ga gd gl ha hr hsb hu id is it jv ku la lt lv mg ms nl no om pcm pl "
                + "pt rm ro sk sl so sq su sv sw tk to tr uz vi xh yo zu", LATIN);
        put("ba be bg cv kk ky mk mn ru uk", CYRILLIC);
        put("sr", CYRILLIC, LATIN);
        put("ar fa ps sd ug ur", ARABIC);
        put("he yi", HEBREW);
        put("hi kok mr ne sa", DEVANAGARI);
        put("as bn", BENGALI);
        put("am ti", ETHIOPIC);
        put("my shn", MYANMAR);
        put("chr", CHEROKEE);
        put("el", GREEK);
        put("gu", GUJARATI);
        put("hy", ARMENIAN);
        put("ka", GEORGIAN);
        put("km", KHMER);
        put("kn", KANNADA);
        put("lo", LAO);
        put("ml", MALAYALAM);
        put("or", ORIYA);
        put("pa", GURMUKHI);
        put("si", SINHALA);
        put("ta", TAMIL);
        put("te", TELUGU);
        put("th", THAI);
        put("ja", HAN, HIRAGANA, KATAKANA);
        put("ko", HANGUL, HAN);
        put("zh zh-Hant yue", HAN, BOPOMOFO);
    }

    private LanguageScripts() {}

    /// The scripts, empty if the language is not known.
    static Set<UnicodeScript> of(Language language) {
        return BY_TAG.getOrDefault(language.tag(), Set.of());
    }

    private static void put(String tags, UnicodeScript... scripts) {
        for (String tag : tags.split(" ")) {
            BY_TAG.put(tag, Collections.unmodifiableSet(EnumSet.copyOf(List.of(scripts))));
        }
    }
}
