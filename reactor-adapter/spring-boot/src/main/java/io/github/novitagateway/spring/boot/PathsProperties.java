package io.github.novitagateway.spring.boot;

import io.github.novitagateway.config.ApiPaths;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the service's calls are, under the base address.
 *
 * @param trainingDataset Upload slots.
 * @param styleTraining Style trainings.
 * @param subjectTraining Subject trainings.
 * @param trainings The list of trainings.
 * @param textToImage Drawing from words.
 * @param imageToImage Drawing from a picture.
 * @param taskResult The result of a drawing task.
 * @param models The list of models.
 * @param balance The balance.
 * @param user The account, asked for the balance where the other is gone.
 */
record PathsProperties(
        @DefaultValue("/v3/assets/training_dataset") String trainingDataset,
        @DefaultValue("/v3/training/style") String styleTraining,
        @DefaultValue("/v3/training/subject") String subjectTraining,
        @DefaultValue("/v3/training") String trainings,
        @DefaultValue("/v3/async/txt2img") String textToImage,
        @DefaultValue("/v3/async/img2img") String imageToImage,
        @DefaultValue("/v3/async/task-result") String taskResult,
        @DefaultValue("/v3/model") String models,
        @DefaultValue("/openapi/v1/billing/balance/detail") String balance,
        @DefaultValue("/v3/user") String user) {

    ApiPaths paths() {
        return ApiPaths.builder()
                .trainingDataset(trainingDataset)
                .styleTraining(styleTraining)
                .subjectTraining(subjectTraining)
                .trainings(trainings)
                .textToImage(textToImage)
                .imageToImage(imageToImage)
                .taskResult(taskResult)
                .models(models)
                .balance(balance)
                .user(user)
                .build();
    }
}
