package io.binnacle.plugins.services;

/**
 * What has become of a service of a plugin's.
 *
 * @param contract the name of its interface, such as {@code ResourceType}
 * @param name the type's resource, else the contract's name
 * @param served whether the server uses it
 * @param conflict whether it waits for names that another has
 * @param problem why it is not used, "" where it is
 */
public record ServiceState(
    String contract, String name, boolean served, boolean conflict, String problem) {}
