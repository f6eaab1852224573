package io.handoff.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Classes and members that their projects do not count as API, and may change in any release. */
final class Internals {

    static final String PACKAGE = "io.handoff.internals";

    static final DescribedPredicate<JavaClass> CLASSES =
            resideInAnyPackage(
                            "io.vertx..impl..",
                            "io.quarkus..impl..",
                            "io.quarkus..deployment..",
                            "io.smallrye..impl..",
                            "io.netty..internal..",
                            "org.jboss.resteasy.reactive.server.core..",
                            "sun..",
                            "jdk.internal..")
                    .or(type(Channel.Unsafe.class))
                    .or(type(ChannelOutboundBuffer.class))
                    .as("are internals of Quarkus, Vert.x, Netty or the JDK");

    private static final DescribedPredicate<JavaAccess<?>> MEMBERS =
            DescribedPredicate.describe(
                    "is an internal member of Jackson or Netty",
                    access -> isInternalMember(access.getTarget()));

    static final ArchRule ONE_PLACE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(PACKAGE)
                    .should()
                    .dependOnClassesThat(CLASSES)
                    .orShould()
                    .accessTargetWhere(MEMBERS)
                    .because("an upgrade that changes an internal should break one package only");

    private Internals() {}

    static boolean isInternal(AccessTarget target) {
        return CLASSES.test(target.getOwner()) || isInternalMember(target);
    }

    /** Jackson marks public members that are not API with an underscore. */
    private static boolean isInternalMember(AccessTarget target) {
        String owner = target.getOwner().getPackageName();
        return owner.startsWith("com.fasterxml.jackson.") && target.getName().startsWith("_")
                || owner.startsWith("io.netty.channel") && target.getName().equals("unsafe");
    }
}
