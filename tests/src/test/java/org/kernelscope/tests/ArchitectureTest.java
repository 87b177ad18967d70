/* The arrow between modules, and the seams that ARCHITECTURE.md promises. */
package org.kernelscope.tests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.kernelscope");
    }

    @Test
    void modulesDependAlongTheArrow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.kernelscope..")
                .layer("hw-model")
                .definedBy("org.kernelscope.hw..")
                .layer("kernel")
                .definedBy("org.kernelscope.kernel..")
                .layer("engine")
                .definedBy("org.kernelscope.engine..")
                .layer("visualizers")
                .definedBy("org.kernelscope.visualizers..")
                .layer("lessons")
                .definedBy("org.kernelscope.lessons..")
                .layer("app")
                .definedBy("org.kernelscope.app..")
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("lessons")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("visualizers")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("visualizers", "lessons", "app")
                .whereLayer("kernel")
                .mayOnlyBeAccessedByLayers("engine", "visualizers", "lessons", "app")
                .whereLayer("hw-model")
                .mayOnlyBeAccessedByLayers("engine", "visualizers", "lessons", "app")
                .because("a backward import means that the value is in the wrong module")
                .check(classes);
    }

    @Test
    void theMachineNeedsTheJdkAlone() {
        noClasses()
                .that()
                .resideInAPackage("org.kernelscope.hw..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("org.kernelscope.hw..", "java..")
                .because("the machine is a library that one could embed elsewhere")
                .check(classes);
    }

    @Test
    void theMachineTouchesNoClockThreadOrFile() {
        noClasses()
                .that()
                .resideInAPackage("org.kernelscope.hw..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.util.concurrent..", "java.time.zone..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.File.*|java\\.util\\.Random|java\\.time\\.(Clock|Instant.*|Zone.*)")
                .orShould()
                .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.name("now"))
                        .and(JavaCall.Predicates.target(
                                HasOwner.Predicates.With.owner(resideInAPackage("java.time..")))))
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("everything that could differ between two runs is a recorded choice")
                .check(classes);
    }

    @Test
    void theEngineHasNoWindow() {
        noClasses()
                .that()
                .resideInAnyPackage("org.kernelscope.engine..", "org.kernelscope.lessons..", "org.kernelscope.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..")
                .check(classes);
    }

    @Test
    void diagramsAreDrawnWithoutAWindow() {
        noClasses()
                .that()
                .implement("org.kernelscope.visualizers.Visualizer")
                .or()
                .resideInAPackage("org.kernelscope.visualizers.drawing")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..")
                .because("a diagram is a pure function from a frame to a drawing")
                .check(classes);
    }

    @Test
    void nothingStaticChanges() {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("org.kernelscope..")
                .and()
                .areStatic()
                .and()
                .areNotFinal()
                .should()
                .beDeclaredInClassesThat()
                .resideInAPackage("org.kernelscope..")
                .because("there is no static mutable state")
                .allowEmptyShould(true)
                .check(classes);
    }
}
