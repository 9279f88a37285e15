package dev.assay.harness;

import java.util.LinkedHashMap;
import java.util.Map;

/** A Map of strings to values; in the order in which the case has them. */
final class MapKind extends Kind {
    private final Kind of;

    MapKind(Kind of) {
        super(Map.class, "java.util.Map<java.lang.String, " + new NullableKind(of).name + ">");
        this.of = of;
    }

    @Override
    Object read(JsonReader in) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (in.open('{'); in.more('}'); ) map.put(in.member(), of.read(in));
        return map;
    }

    @Override
    void writeValue(Object value, JsonWriter out) {
        out.raw('{');
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
            // "$" would make it look like one of our own tags.
            if (!(entry.getKey() instanceof String key) || key.startsWith("$")) {
                throw new OtherException("<Map with the key " + entry.getKey() + ">");
            }
            out.item().quote(key).raw(':');
            of.write(entry.getValue(), out);
        }
        out.raw('}');
    }
}
