package io.piitrace.agent.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    private static final Networks NETWORKS =
            new Networks(Map.of("10.0.0.0/8", "US", "10.20.0.0/16", "IN", "2001:db8::/32", "DE", "192.0.2.7", "GB"));

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, US",
        "10.20.255.1, IN",
        "2001:db8:1::5, DE",
        "192.0.2.7, GB",
        "192.0.2.8,",
        "::1,",
        "localhost,"
    })
    void theNarrowestNetworkTellsTheRegion(String address, String region) {
        assertThat(NETWORKS.region(address)).isEqualTo(region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "intranet/8", "2001:db8::/129", "", "300.1.1.1/8"})
    void whatIsNoNetworkIsRefused(String network) {
        assertThatThrownBy(() -> new Networks(Map.of(network, "US")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(network + " is no network");
    }

    @Test
    void withoutNetworksNoAddressIsAskedFor() {
        assertThat(new Networks(Map.of()).isEmpty()).isTrue();
    }
}
