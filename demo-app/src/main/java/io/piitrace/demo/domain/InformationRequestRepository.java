package io.piitrace.demo.domain;

import org.springframework.data.jpa.repository.JpaRepository;

/** Questions from the web site. */
public interface InformationRequestRepository extends JpaRepository<InformationRequest, Long> {}
