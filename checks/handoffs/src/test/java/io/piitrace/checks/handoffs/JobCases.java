package io.piitrace.checks.handoffs;

import java.util.Properties;
import org.h2.jdbcx.JdbcDataSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JobRepositoryFactoryBean;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.repeat.RepeatStatus;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Jobs are their own principals, whoever has started the scheduler. */
final class JobCases {
    private static Matrix.Read atQuartz;

    private JobCases() {}

    static void addTo(Matrix matrix) throws Exception {
        quartz(matrix);
        batch(matrix);
    }

    private static void quartz(Matrix matrix) throws Exception {
        Properties properties = new Properties();
        properties.put("org.quartz.threadPool.threadCount", "1");
        properties.put("org.quartz.scheduler.instanceName", "jobs");
        properties.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.put("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
        scheduler.start();
        matrix.amy("Quartz: job", read -> {
            atQuartz = read;
            scheduler.scheduleJob(
                    JobBuilder.newJob(Payout.class)
                            .withIdentity("nightly-payout")
                            .build(),
                    TriggerBuilder.newTrigger().startNow().build());
        });
        scheduler.shutdown(true);
    }

    /** A job of Quartz. */
    public static final class Payout implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            atQuartz.run();
        }
    }

    private static void batch(Matrix matrix) throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:jobs;DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(new ClassPathResource("org/springframework/batch/core/schema-h2.sql"))
                .execute(source);
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(source);
        JobRepositoryFactoryBean factory = new JobRepositoryFactoryBean();
        factory.setDataSource(source);
        factory.setTransactionManager(transactions);
        factory.afterPropertiesSet();
        JobRepository repository = factory.getObject();
        TaskExecutorJobLauncher launcher = new TaskExecutorJobLauncher();
        launcher.setJobRepository(repository);
        launcher.setTaskExecutor(new SimpleAsyncTaskExecutor());
        launcher.afterPropertiesSet();
        matrix.amy("Spring Batch: job, its step on a thread of its own", read -> {
            var step = new StepBuilder("pay", repository)
                    .tasklet(
                            (contribution, chunk) -> {
                                read.run();
                                return RepeatStatus.FINISHED;
                            },
                            transactions)
                    .taskExecutor(new SimpleAsyncTaskExecutor())
                    .build();
            launcher.run(
                    new org.springframework.batch.core.job.builder.JobBuilder("monthly", repository)
                            .start(step)
                            .build(),
                    new JobParameters());
        });
    }
}
