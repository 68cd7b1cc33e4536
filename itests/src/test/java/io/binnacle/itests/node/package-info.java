/** What the server hands on to nodes, pods and Services, with a stand-in for them. */
package io.binnacle.itests.node;
