/** Classes that break the rule about circles, so that its test can see it fail. */
package merpo.tests.architecture.guilty;
