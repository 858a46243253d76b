/** Numbers that a change of structure must not move: parameters after short trainings, datasets. */
package merpo.tests.numbers;
