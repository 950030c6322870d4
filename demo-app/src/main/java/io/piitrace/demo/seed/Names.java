package io.piitrace.demo.seed;

import java.util.List;
import java.util.Random;

/** Names of people, streets and towns that nobody is meant by. */
final class Names {
    private static final List<String> FIRST = List.of(
            "Ada", "Bela", "Carmen", "Dmitri", "Elif", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kavita", "Liam",
            "Mirela", "Nadia", "Oscar", "Priya", "Quentin", "Rosa", "Stefan", "Tomiko", "Ulrike", "Viktor", "Wanda",
            "Xenia", "Yusuf", "Zofia");
    private static final List<String> LAST_START = List.of(
            "Alder", "Birken", "Corn", "Dahl", "Eschen", "Fair", "Grun", "Hart", "Iver", "Jans", "Kirch", "Linden",
            "Morgen", "Nord", "Oster", "Pel", "Quill", "Rosen", "Stern", "Thorn", "Ulm", "Vester", "Wald", "Zim");
    private static final List<String> LAST_END = List.of(
            "bach", "berg", "by", "dottir", "feld", "gaard", "heim", "holm", "kova", "lund", "mann", "mark", "quist",
            "rup", "sen", "stad", "stein", "strom", "thal", "wick");
    private static final List<String> STREETS = List.of(
            "Elm Walk", "Harbour Lane", "Kiln Row", "Meadow Rise", "Old Mill Road", "Quarry Hill", "Saddler Yard");
    private static final List<String> CITIES =
            List.of("Northaven", "Eastmere", "Port Lorne", "Kingsfold", "Millbrook Vale", "Saint Odran", "Westerby");

    private Names() {}

    static String first(Random random) {
        return one(FIRST, random);
    }

    static String last(Random random) {
        return one(LAST_START, random) + one(LAST_END, random);
    }

    static String street(Random random) {
        return one(STREETS, random);
    }

    static String city(Random random) {
        return one(CITIES, random);
    }

    private static String one(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
