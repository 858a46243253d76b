/** What varies between the tasks of a family: tasks, their distributions, training and test. */
package merpo.envs.task;
