package merpo.agents.mbml;

import ai.djl.ndarray.NDArray;
import merpo.agents.generative.CandidateActor;
import merpo.agents.generative.Condition;
import merpo.agents.generative.GenerativePolicy;
import merpo.agents.generative.Proposal;

/**
 * What the teachers, a BCQ of each task, say to the student.
 *
 * @param teachers networks of each task, which move no more; this record owns them
 * @param how they propose actions
 */
record Lessons(CandidateActor.Networks teachers, Proposal how) implements AutoCloseable {

    /**
     * Of the rows of N tasks.
     *
     * @param q of the data's actions by the first critic, [N, B]
     * @param candidate action of the decoder, [N, B, act]
     * @param change of that action in (-1, 1), before its scale, [N, B, act]
     */
    record Lesson(NDArray q, NDArray candidate, NDArray change) {}

    /**
     * @param tasks of the rows, ascending
     * @param s [N, B, obs]
     * @param a [N, B, act]
     * @param noise of the decoders' latents, N(0, 1), [N, B, latent]
     */
    Lesson of(int[] tasks, NDArray s, NDArray a, NDArray noise) {
        if (tasks.length == teachers.critics().tasks()) { // all of the stack
            return of(s, a, noise);
        }
        CandidateActor.Networks some =
                new CandidateActor.Networks(
                        teachers.policy(),
                        teachers.critic(),
                        teachers.decoders().gather(tasks),
                        teachers.perturbations().gather(tasks),
                        teachers.critics().gather(tasks));
        try (Lessons few = new Lessons(some, how)) {
            return few.of(s, a, noise);
        }
    }

    private Lesson of(NDArray s, NDArray a, NDArray noise) {
        Condition here = Condition.of(s);
        GenerativePolicy policy = teachers.policy();
        NDArray q = teachers.critic().first(here.around(a), teachers.critics().constant());
        NDArray b = policy.decode(here, noise, how, teachers.decoders().constant());
        NDArray change = policy.perturbation().at(here, b, teachers.perturbations().constant());
        return new Lesson(q, b, change);
    }

    /** Entries of a decoder's latent. */
    int latentSize() {
        int actions = teachers.policy().decoder().network().outputs();
        int observations = teachers.critic().inputs() - actions;
        return teachers.policy().decoder().network().inputs() - observations;
    }

    @Override
    public void close() {
        teachers.close();
    }
}
