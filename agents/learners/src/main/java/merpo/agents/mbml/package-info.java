/** MBML: Li, Vuong, Liu et al., 2020 (agents/PAPERS.md, "MBML"). */
package merpo.agents.mbml;
