package org.backlot.media.app;

import java.net.URI;
import org.backlot.media.api.ObjectStorage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The object storage, for those who use it: a process of another role needs to know none. */
@Configuration(proxyBeanMethods = false)
class StorageWiring {
    @Bean
    @Lazy
    ObjectStorage objectStorage(
            @Value("${backlot.s3.endpoint}") URI endpoint,
            @Value("${backlot.s3.public-endpoint:${backlot.s3.endpoint}}") URI publicEndpoint,
            @Value("${backlot.s3.region:us-east-1}") String region,
            @Value("${backlot.s3.bucket}") String bucket,
            @Value("${backlot.s3.access-key}") String accessKey,
            @Value("${backlot.s3.secret-key}") String secretKey) {
        return new S3Storage(new StorageSettings(endpoint, publicEndpoint, region, bucket, accessKey, secretKey));
    }
}
