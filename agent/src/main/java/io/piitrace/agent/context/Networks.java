package io.piitrace.agent.context;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Regions of client networks. The address itself is looked at and forgotten: it is never part of a record. */
public final class Networks {
    private static final int MAX_LENGTH = 45; // of an IPv6 address that ends in an IPv4 one

    private final List<Network> networks = new ArrayList<>();

    private record Network(BigInteger prefix, int length, int bits, String region) {
        boolean holds(BigInteger address, int addressBits) {
            return bits == addressBits && address.shiftRight(bits - length).equals(prefix);
        }
    }

    /**
     * @param regions region by network: {@code 10.20.0.0/16}, {@code 2001:db8::/32}
     * @throws IllegalArgumentException if that is no network; the message says which
     */
    public Networks(Map<String, String> regions) {
        regions.forEach((network, region) -> networks.add(parse(network, region)));
        networks.sort(Comparator.comparingInt(Network::length).reversed()); // the narrowest counts
    }

    boolean isEmpty() {
        return networks.isEmpty();
    }

    /** The region of this numeric address; null if it is in none of the networks, or no address. */
    @Nullable
    String region(@Nullable String address) {
        byte[] bytes = address == null ? null : bytes(address);
        if (bytes == null) {
            return null;
        }
        BigInteger number = new BigInteger(1, bytes);
        for (Network network : networks) {
            if (network.holds(number, bytes.length * Byte.SIZE)) {
                return network.region;
            }
        }
        return null;
    }

    private static Network parse(String network, String region) {
        int slash = network.indexOf('/');
        byte[] bytes = bytes(slash < 0 ? network : network.substring(0, slash));
        if (bytes != null) {
            int bits = bytes.length * Byte.SIZE;
            int length = slash < 0 ? bits : length(network.substring(slash + 1));
            if (length >= 0 && length <= bits) {
                return new Network(new BigInteger(1, bytes).shiftRight(bits - length), length, bits, region);
            }
        }
        throw new IllegalArgumentException(network + " is no network; write it as 10.20.0.0/16");
    }

    private static int length(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }

    /** Digits, dots and colons alone: a name would be looked up in the network. */
    private static byte @Nullable [] bytes(String address) {
        boolean numeric = address.length() <= MAX_LENGTH && address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
        try {
            return numeric ? InetAddress.getByName(address).getAddress() : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
