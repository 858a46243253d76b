/** Point robots: a point in the plane, in plain Java. */
package merpo.envs.navigation;
