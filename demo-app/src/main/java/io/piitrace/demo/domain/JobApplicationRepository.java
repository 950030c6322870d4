package io.piitrace.demo.domain;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/** Applications from the web site. */
public interface JobApplicationRepository extends JpaRepository<JobApplication, UUID> {}
