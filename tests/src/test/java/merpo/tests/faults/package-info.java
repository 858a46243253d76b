/**
 * Faults, done to real processes and files: kill -9, damaged bytes, full disks, places that cannot
 * be written, second writers. {@code mvn verify} tries a few of each; all of them, with a row each
 * in {@code benchmarks/results/faults.csv}, by
 *
 * <pre>
 * mvn -pl tests -am verify -Dsurefire.failIfNoSpecifiedTests=false \
 *     '-Dtest=KilledProcessTest,DamagedDatasetsTest' -Dmerpo.faults.kills=200 \
 *     -Dmerpo.faults.damages=10000 -Dmerpo.faults.csv=$PWD/benchmarks/results/faults.csv
 * </pre>
 *
 * Of that many kills, a third of the number besides hits trainings. {@code KillMatrixTest} with
 * {@code -Dmerpo.faults.matrix=30} ends every command that writes by either signal so often, a row
 * for each. Columns of the table: how many were tried; detected (damage that a message names, kills
 * that left unfinished files, which the next run cleared); harmless (the same content, nothing
 * unfinished); lost (anything else: none).
 */
package merpo.tests.faults;
