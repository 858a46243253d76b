/** FOCAL: Li, Yang, Luo, ICLR 2021 (agents/PAPERS.md, "FOCAL"). */
package merpo.agents.focal;
