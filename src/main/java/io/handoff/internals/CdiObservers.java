package io.handoff.internals;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableObserverMethod;
import io.quarkus.arc.impl.ArcContainerImpl;
import java.util.List;

/** The observer methods of the CDI container, which neither CDI nor ArC lists by a public API. */
public final class CdiObservers {

    private CdiObservers() {}

    public static List<InjectableObserverMethod<?>> all() {
        return ((ArcContainerImpl) Arc.container()).getObservers();
    }
}
