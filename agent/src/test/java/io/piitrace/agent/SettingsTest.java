package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void theServiceIsCalledAfterMainClassOrJar() {
        assertThat(Settings.application("com.acme.Payroll --port 80")).isEqualTo("Payroll");
        assertThat(Settings.application("/opt/app/payroll-1.2.jar -x")).isEqualTo("payroll-1.2");
        assertThat(Settings.application("payroll/com.acme.Main")).isEqualTo("Main");
        assertThat(Settings.application("")).isEqualTo("unknown");
    }
}
