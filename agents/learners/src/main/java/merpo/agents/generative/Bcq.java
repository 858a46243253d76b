package merpo.agents.generative;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import merpo.datagen.nn.Bellman;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Descent;
import merpo.datagen.nn.Gradients;
import merpo.datagen.nn.Initialization;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.PerTask;
import merpo.datagen.nn.Scaling;
import merpo.datagen.replay.Batch;
import merpo.datagen.snapshot.Snapshot;

/**
 * The networks of BCQ and a step of them: a VAE imitates the data, a perturbation changes what it
 * decodes, twin critics learn from the best of some such candidates. One of each per task, or one
 * for all tasks that also reads an embedding z (agents/PAPERS.md, "Contextual BCQ").
 */
public final class Bcq implements AutoCloseable {
    /** Names of what {@link #update} sees, in its order. */
    public static final List<String> METRICS =
            List.of("vae_loss", "vae_kl", "q_loss", "target", "actor_loss");

    private final BcqConfig config;
    private final Critic criticShape;
    private final GaussianVae vae;
    private final GenerativePolicy policy;
    private final Network encoder; // of the VAE
    private final Network decoder;
    private final Network critic; // Q_1, Q_2
    private final ParameterStack slowCritic;
    private final Network perturbation; // xi
    private final ParameterStack slowPerturbation;

    /**
     * Before the first step; slow copies are equal to what they follow.
     *
     * @param embedding entries of z; 0 where each task has networks of its own
     * @param weights from a network's name to the generators of its weights, one for each task of
     *     the stack
     */
    public Bcq(
            NDManager manager,
            BcqConfig config,
            int observationSize,
            int actionSize,
            int embedding,
            Function<String, List<RandomGenerator>> weights) {
        this.config = config;
        criticShape = config.critic(observationSize, actionSize, embedding);
        vae = config.vae(observationSize, actionSize, embedding);
        policy =
                new GenerativePolicy(
                        vae.decoder(), config.perturbation(observationSize, actionSize, embedding));
        BiFunction<String, Mlp, ParameterStack> one =
                (name, shape) ->
                        Initialization.UNIFORM_FAN_IN.draw(manager, shape, 1, weights.apply(name));
        BcqConfig.Rates rates = config.rates();
        encoder = Network.of("VAE encoder", one.apply("VAE encoder", vae.encoder()), rates.vae());
        decoder =
                Network.of(
                        "VAE decoder",
                        one.apply("VAE decoder", vae.decoder().network()),
                        rates.vae());
        critic =
                Network.of(
                        "critic",
                        criticShape.initialize(manager, weights.apply("critic")),
                        rates.critic());
        perturbation =
                Network.of(
                        "perturbation",
                        one.apply("perturbation", policy.perturbation().network()),
                        rates.perturbation());
        slowCritic = critic.parameters().copy();
        slowPerturbation = perturbation.parameters().copy();
    }

    /** Entries of a latent. */
    public int latent() {
        return vae.latent();
    }

    /**
     * One step of each network, in BCQ's order: VAE, critics, perturbation, slow copies.
     *
     * @param tasks what embeds the rows, where z is read: it takes one step down the VAE's and the
     *     critics' loss together, both at the encoder as it was; z is constant elsewhere
     * @return means over tasks, named as {@link #METRICS}
     */
    public Map<String, Double> update(BcqInputs in, Optional<TaskEncoder> tasks) {
        Optional<NDArray> z = tasks.map(TaskEncoder::constant);
        List<NDArray> kl = new ArrayList<>();
        Map<String, Double> seen = new LinkedHashMap<>();
        try (Gradients imitation =
                gradients(
                        List.of(encoder, decoder),
                        tasks,
                        (views, c) -> vaeLoss(in, c, views.get(0), views.get(1), kl))) {
            Descent.of(encoder, decoder).apply(own(imitation, encoder, decoder));
            NDArray y = target(in, new Condition(in.rows().nextObservation(), z));
            try (Gradients error =
                    gradients(List.of(critic), tasks, (views, c) -> criticLoss(in, c, y, views))) {
                critic.apply(own(error, critic));
                tasks.ifPresent(
                        e -> e.step(others(imitation, encoder, decoder), others(error, critic)));
                seen.put("vae_loss", PerTask.mean(imitation.loss()));
                seen.put("vae_kl", PerTask.mean(kl.get(0).toFloatArray()));
                seen.put("q_loss", PerTask.mean(error.loss()));
                seen.put("target", (double) y.mean().getFloat());
            }
        }
        Condition here = new Condition(in.rows().observation(), z);
        float[] improved = perturbation.descend(xi -> perturbationLoss(in, here, xi));
        seen.put("actor_loss", PerTask.mean(improved));
        slowCritic.track(critic.parameters(), config.bootstrap().polyak());
        slowPerturbation.track(perturbation.parameters(), config.bootstrap().polyak());
        return seen;
    }

    /** Gradients by networks of this learner, then by the encoder of tasks, where there is one. */
    private static Gradients gradients(
            List<Network> own,
            Optional<TaskEncoder> tasks,
            BiFunction<List<NDList>, Optional<NDArray>, NDArray> loss) {
        Network[] all =
                Stream.concat(own.stream(), tasks.map(TaskEncoder::network).stream())
                        .toArray(Network[]::new);
        return Descent.of(all)
                .gradients(
                        views ->
                                loss.apply(
                                        views,
                                        tasks.map(
                                                e -> e.embedding().apply(views.get(own.size())))));
    }

    private static List<NDArray> own(Gradients all, Network... networks) {
        return all.blocks().subList(0, blocks(networks));
    }

    private static List<NDArray> others(Gradients all, Network... networks) {
        return all.blocks().subList(blocks(networks), all.blocks().size());
    }

    private static int blocks(Network... networks) {
        return Stream.of(networks).mapToInt(network -> network.constant().size()).sum();
    }

    private NDArray vaeLoss(
            BcqInputs in, Optional<NDArray> z, NDList encoder, NDList decoder, List<NDArray> kl) {
        Batch b = in.rows();
        Condition here = new Condition(b.observation(), z);
        LatentGaussian latents = vae.encode(here, b.action(), encoder);
        NDArray latent = latents.sample(in.vaeNoise());
        NDArray divergence = latents.klToPrior();
        kl.add(divergence.stopGradient());
        return BcqLosses.vae(vae.reconstruction(here, latent, b.action(), decoder), divergence);
    }

    /**
     * {@code r + gamma (1 - d) max over candidates of (lambda min Q' + (1 - lambda) max Q')}, [T,
     * B]: candidates of the decoder as it is and of the slow perturbation.
     */
    private NDArray target(BcqInputs in, Condition next) {
        Proposal how = config.proposal();
        Condition each = next.repeated(how.candidates());
        NDArray decoded = policy.decode(each, in.targetNoise(), how, decoder.constant());
        NDArray actions = policy.perturb(each, decoded, how, slowPerturbation.constant());
        NDArray q = criticShape.values(each.around(actions), slowCritic.constant());
        NDArray mixed = BcqLosses.mix(q, config.bootstrap().caution());
        return Bellman.target(
                Scaling.by(config.bootstrap().rewardScale(), in.rows().reward()),
                in.rows().continues(),
                BcqLosses.best(mixed, how.candidates()),
                config.bootstrap().discount());
    }

    private NDArray criticLoss(BcqInputs in, Optional<NDArray> z, NDArray y, List<NDList> views) {
        Condition here = new Condition(in.rows().observation(), z);
        NDArray q = criticShape.values(here.around(in.rows().action()), views.get(0));
        return BcqLosses.critic(q, y);
    }

    private NDArray perturbationLoss(BcqInputs in, Condition here, NDList xi) {
        Proposal how = config.proposal();
        NDArray decoded = policy.decode(here, in.proposalNoise(), how, decoder.constant());
        NDArray actions = policy.perturb(here, decoded, how, xi);
        return BcqLosses.perturbation(criticShape.first(here.around(actions), critic.constant()));
    }

    /** Who acts by these networks as they are now, which stay with this learner. */
    public CandidateActor.Networks acting() {
        return new CandidateActor.Networks(
                policy,
                criticShape,
                decoder.parameters(),
                perturbation.parameters(),
                critic.parameters());
    }

    public void save(Snapshot to) {
        networks().forEach((name, network) -> to.put(name, network.state()));
        to.put("slow-critic", slowCritic.toArray());
        to.put("slow-perturbation", slowPerturbation.toArray());
    }

    /** The inverse of {@link #save}. */
    public void restore(Snapshot from) {
        networks().forEach((name, n) -> n.restore(from.network(name, n.parameters())));
        slowCritic.restore(from.floats("slow-critic", slowCritic.size()));
        slowPerturbation.restore(from.floats("slow-perturbation", slowPerturbation.size()));
    }

    private Map<String, Network> networks() {
        return Map.of(
                "encoder", encoder,
                "decoder", decoder,
                "critic", critic,
                "perturbation", perturbation);
    }

    @Override
    public void close() {
        networks().values().forEach(Network::close);
        slowCritic.close();
        slowPerturbation.close();
    }
}
