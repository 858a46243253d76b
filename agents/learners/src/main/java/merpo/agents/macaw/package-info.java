/** MACAW: Mitchell, Rafailov, Peng, Levine, Finn, ICML 2021 (agents/PAPERS.md, "MACAW"). */
package merpo.agents.macaw;
