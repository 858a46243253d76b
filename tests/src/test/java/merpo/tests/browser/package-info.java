/** Pages, used as a person uses them, in a real browser without a window. */
package merpo.tests.browser;
