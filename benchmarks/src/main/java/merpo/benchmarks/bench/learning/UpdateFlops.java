package merpo.benchmarks.bench.learning;

import static merpo.benchmarks.bench.learning.LearningSizes.ACTION;
import static merpo.benchmarks.bench.learning.LearningSizes.OBSERVATION;

import java.util.List;
import java.util.stream.Stream;
import merpo.agents.cbcq.CbcqConfig;
import merpo.agents.context.MetaBatch;
import merpo.agents.context.soft.Networks;
import merpo.agents.context.soft.Regularizer;
import merpo.agents.focal.FocalConfig;
import merpo.agents.generative.BcqConfig;
import merpo.agents.generative.GenerativePolicy;
import merpo.agents.mbml.MbmlConfig;
import merpo.agents.pearl.PearlConfig;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.SquashedGaussian.Bounds;

/**
 * Floating-point operations of one update of one task: a multiply-add is 2, matrix products only,
 * gradients by weights and by inputs as much as the pass forward, except where nothing needs them.
 * Noise, activations, optimizers are left out.
 *
 * @param policy the actor's shape
 * @param critic the shape of both critics
 * @param batch transitions of an update
 */
public record UpdateFlops(Policy policy, Critic critic, int batch) {
    public static UpdateFlops of(
            int observationSize, int actionSize, int hiddenLayers, int width, int batch) {
        return new UpdateFlops(
                new Policy(observationSize, actionSize, hiddenLayers, width),
                Critic.twin(observationSize, actionSize, hiddenLayers, width),
                batch);
    }

    /** One row through a network. */
    static double forward(Mlp network) {
        double sum = 0;
        for (int layer = 0; layer < network.layers(); layer++) {
            sum += 2.0 * network.fanIn(layer) * network.fanOut(layer);
        }
        return sum;
    }

    /** One row's gradients by all weights, and by all that the first layer puts out. */
    static double backward(Mlp network) {
        return 2 * forward(network) - 2.0 * network.inputs() * network.fanOut(0);
    }

    private double actor() {
        return forward(policy.network());
    }

    private double critics() {
        return critic.heads() * forward(critic.network());
    }

    private double criticsBackward() {
        return critic.heads() * backward(critic.network());
    }

    /** Soft actor-critic: bootstrap targets, a step of both critics, a step of the actor. */
    public double sac() {
        double target = actor() + critics();
        double criticStep = critics() + criticsBackward();
        // the actor's loss goes back through the critics to the action, not to their weights
        double actorStep = actor() + critics() + backward(policy.network()) + critics();
        return batch * (target + criticStep + actorStep);
    }

    /** What closeness to the meta-policy adds: its mean and deviation in every state. */
    public double drift() {
        return batch * actor();
    }

    /** What the LITERAL gap adds: a fresh action in each of these states. */
    public double literalGap(int states) {
        return states * (actor() + critics() + criticsBackward());
    }

    /**
     * What the CQL_H gap adds: uniform actions, and the policy's here and in the successor, the
     * policy asked once for every action.
     *
     * @param actions of each of the three kinds
     */
    public double sampledGap(int actions, int states) {
        double rows = (double) actions * states;
        return 3 * rows * (critics() + criticsBackward()) + 2 * rows * actor();
    }

    /**
     * One step of the meta-policy: these tasks' policies and the meta-policy on a batch of each.
     */
    public double metaPolicyStep(int tasks) {
        return (double) tasks * batch * (2 * actor() + backward(policy.network()));
    }

    /**
     * One step of a model rollout: an action, then the prediction of some members of the ensemble.
     *
     * @param member the shape of one
     */
    public double rollout(Mlp member, int members, int states) {
        return states * (actor() + members * forward(member));
    }

    /** One training step of an ensemble, {@code rows} of each member. */
    public static double dynamicsStep(Mlp member, int members, int rows) {
        return (double) members * rows * (forward(member) + backward(member));
    }

    /** A step of FOCAL. What a network at one row needs is asked once, whoever asks twice. */
    static double focal(FocalConfig config) {
        Networks networks = config.networks();
        MetaBatch batch = config.batch();
        Mlp encoder = networks.encoder(batch.context().width(OBSERVATION, ACTION)).transition();
        Mlp c = networks.critic(OBSERVATION + ACTION, 1).network();
        int contrasts =
                config.regularizer() instanceof Regularizer.DualCritic dual ? dual.steps() : 0;

        double embedding = forward(encoder) + backward(encoder);
        double divergence = 2 * forward(c); // at the data's action and at the policy's
        double contrast = 3 * (forward(c) + backward(c));
        double row =
                softActorCritic(networks)
                        + contrasts * contrast
                        + (contrasts - 1) * forward(actor(networks)) // on fresh rows
                        + 2 * divergence // of the target and of the policy, back to the action
                        + forward(c);
        return batch.tasks() * (batch.context().rows() * embedding + batch.rows() * row);
    }

    /** A step of PEARL, likewise; gradients by z are left out. */
    static double pearl(PearlConfig config) {
        Networks networks = config.networks();
        MetaBatch batch = config.batch();
        Mlp encoder =
                networks.probabilisticEncoder(batch.context().width(OBSERVATION, ACTION))
                        .transition();
        double embedding = forward(encoder) + backward(encoder);
        return batch.tasks()
                * (batch.context().rows() * embedding + batch.rows() * softActorCritic(networks));
    }

    /** What a row costs both: the target by V', the critics', V's and the policy's step. */
    private static double softActorCritic(Networks networks) {
        Mlp actor = actor(networks);
        Mlp q = networks.critic(OBSERVATION + ACTION, 2).network(); // of each head
        Mlp v = networks.critic(OBSERVATION, 1).network();
        double critics = forward(v) + 2 * (forward(q) + backward(q));
        double value = forward(v) + backward(v);
        // back through both critics to the action, not to their weights
        double policy = forward(actor) + backward(actor) + 4 * forward(q);
        return critics + value + policy;
    }

    private static Mlp actor(Networks networks) {
        return networks.policy(OBSERVATION, ACTION, Bounds.USUAL).network();
    }

    /** A step of MBML's distillation, likewise. */
    static double mbml(MbmlConfig config, int tasks) {
        BcqConfig.Networks teachers = config.teachers().learning().bcq().networks();
        MbmlConfig.PredictorStage predictors = config.predictors();
        MbmlConfig.Networks networks = config.networks();
        int latent = teachers.latentPerAction() * ACTION;
        int pair = OBSERVATION + ACTION;
        GenerativePolicy student = networks.policy(OBSERVATION, ACTION, latent);
        Mlp encoder = networks.encoder(2 * OBSERVATION + ACTION + 1).transition();

        double lesson =
                forward(relu(pair, teachers.critic(), 1))
                        + forward(relu(OBSERVATION + latent, teachers.decoder(), ACTION))
                        + forward(relu(pair, teachers.perturbation(), ACTION));
        double learning =
                Stream.of(
                                networks.critic(pair).network(),
                                student.decoder().network(),
                                student.perturbation().network())
                        .mapToDouble(network -> forward(network) + backward(network))
                        .sum();
        double relabelled = forward(predictors.reward().network(pair, 1));
        if (predictors.nextObservation() instanceof MbmlConfig.Predicted next) {
            relabelled += forward(next.by().network(pair, OBSERVATION));
        }
        double embedding = forward(encoder) + backward(encoder); // of all rows in all tasks
        double context = tasks * embedding + (tasks - 1) * predictors.members() * relabelled;
        return tasks
                * (config.batch().rows() * (lesson + learning)
                        + config.batch().context().rows() * context);
    }

    /** A step of contextual BCQ, likewise; gradients by z are left out. */
    static double cbcq(CbcqConfig config, int tasks) {
        BcqConfig.Networks sizes = config.bcq().networks();
        int z = config.encoder().latent();
        int latent = sizes.latentPerAction() * ACTION;
        Mlp context = config.encoder().shape(2 * OBSERVATION + ACTION + 1).transition();
        Mlp encoder = relu(OBSERVATION + ACTION + z, sizes.encoder(), 2 * latent);
        Mlp decoder = relu(OBSERVATION + latent + z, sizes.decoder(), ACTION);
        Mlp actor = relu(OBSERVATION + ACTION + z, sizes.perturbation(), ACTION);
        Mlp q = relu(OBSERVATION + ACTION + z, sizes.critic(), 1);
        int candidates = config.bcq().proposal().candidates();

        double embedding = forward(context) + backward(context);
        double vae = forward(encoder) + backward(encoder) + forward(decoder) + backward(decoder);
        double target = candidates * (forward(decoder) + forward(actor) + 2 * forward(q));
        double critics = 2 * (forward(q) + backward(q));
        // back through a critic to the action, not to its weights
        double policy = forward(decoder) + forward(actor) + backward(actor) + 2 * forward(q);
        double row = vae + target + critics + policy;
        return tasks * (config.batch().context().rows() * embedding + config.batch().rows() * row);
    }

    private static Mlp relu(int inputs, List<Integer> hidden, int outputs) {
        return new Mlp(inputs, hidden, outputs, Mlp.Hidden.RELU);
    }

    /** Products of two square matrices. */
    public static double matrixProduct(int count, int size) {
        return 2.0 * count * size * size * size;
    }
}
