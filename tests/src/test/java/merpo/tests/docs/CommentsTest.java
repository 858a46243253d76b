package merpo.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.DocumentationTool;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that a library's user can reach is commented: public members of the modules that
 * others build on, but for packages that call themselves internal.
 */
final class CommentsTest {
    private static final List<String> MODULES =
            List.of("envs/suite", "datagen", "agents/learners", "agents/training");

    @TempDir Path directory;

    private static List<String> sources() {
        return Repository.whole().paths(".java").stream()
                .filter(path -> path.contains("/src/main/java/"))
                .filter(path -> MODULES.stream().anyMatch(path::startsWith))
                .toList();
    }

    /** Folders of the packages whose page begins with {@code Internal:}. */
    private static Set<String> internal() {
        Repository repository = Repository.whole();
        return sources().stream()
                .filter(path -> path.endsWith("/package-info.java"))
                .filter(path -> repository.page(path).contains("Internal:"))
                .map(path -> path.substring(0, path.lastIndexOf('/')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyPublicMemberHasAComment() throws IOException {
        Set<String> internal = internal();
        assertThat(internal).hasSizeGreaterThan(3);
        List<String> open =
                sources().stream()
                        .filter(
                                path ->
                                        !internal.contains(
                                                path.substring(0, path.lastIndexOf('/'))))
                        .toList();
        assertThat(open).hasSizeGreaterThan(150);
        Members members = new Members();
        members.read(open);
        assertThat(members.seen).isGreaterThan(1000);
        assertThat(members.bare).isEmpty();
    }

    /** What {@code mvn install -Pdocs} makes of them has neither errors nor warnings. */
    @Test
    void javadocTakesThem() throws IOException {
        DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
        StringWriter said = new StringWriter();
        try (var files = javadoc.getStandardFileManager(null, Locale.ROOT, null)) {
            boolean done =
                    javadoc.getTask(
                                    said,
                                    files,
                                    null,
                                    null,
                                    List.of(
                                            "-quiet",
                                            "-Xdoclint:all,-missing",
                                            "-Werror",
                                            "-d",
                                            directory.toString()),
                                    files.getJavaFileObjectsFromPaths(
                                            sources().stream()
                                                    .map(Repository.ROOT::resolve)
                                                    .toList()))
                            .call();
            assertThat(done).as(said.toString()).isTrue();
        }
    }

    /** Walks over what is public within what is public. */
    private static final class Members extends TreePathScanner<Void, Void> {
        final List<String> bare = new ArrayList<>();
        int seen;
        private DocTrees trees;

        void read(List<String> paths) throws IOException {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
                JavacTask task =
                        (JavacTask)
                                compiler.getTask(
                                        null,
                                        files,
                                        null,
                                        List.of("-proc:none"),
                                        null,
                                        files.getJavaFileObjectsFromPaths(
                                                paths.stream()
                                                        .map(Repository.ROOT::resolve)
                                                        .toList()));
                trees = DocTrees.instance(task);
                for (CompilationUnitTree unit : task.parse()) {
                    var unused = scan(new TreePath(unit), null);
                }
            }
        }

        /** In an interface everything is. */
        private boolean open(ModifiersTree modifiers) {
            Tree around = getCurrentPath().getParentPath().getLeaf();
            boolean within = around.getKind() == Tree.Kind.INTERFACE;
            Set<Modifier> flags = modifiers.getFlags();
            return !flags.contains(Modifier.PRIVATE)
                    && (within
                            || flags.contains(Modifier.PUBLIC)
                            || flags.contains(Modifier.PROTECTED));
        }

        private void look(String name) {
            seen++;
            if (trees.getDocComment(getCurrentPath()) == null) {
                CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
                long line =
                        unit.getLineMap()
                                .getLineNumber(
                                        trees.getSourcePositions()
                                                .getStartPosition(
                                                        unit, getCurrentPath().getLeaf()));
                String file = unit.getSourceFile().getName();
                bare.add(
                        file.substring(file.indexOf("/src/main/java/") + 15)
                                + ":"
                                + line
                                + " "
                                + name);
            }
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (!open(type.getModifiers())) {
                return null; // nothing in it can be reached
            }
            look(type.getSimpleName().toString());
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            boolean overrides =
                    method.getModifiers().getAnnotations().stream()
                            .anyMatch(one -> one.getAnnotationType().toString().equals("Override"));
            boolean constructor = method.getReturnType() == null;
            if (open(method.getModifiers()) && !overrides && !law(method, constructor)) {
                look(method.getName().toString());
            }
            return null;
        }

        /** The constructor of a record that states its law, and one without parameters. */
        private boolean law(MethodTree method, boolean constructor) {
            ClassTree around = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            return constructor
                    && ((around.getKind() == Tree.Kind.RECORD && compact(method))
                            || method.getParameters().isEmpty());
        }

        private boolean compact(MethodTree method) {
            return method.getParameters().size()
                    == ((ClassTree) getCurrentPath().getParentPath().getLeaf())
                            .getMembers().stream()
                                    .filter(VariableTree.class::isInstance)
                                    .filter(
                                            one ->
                                                    !((VariableTree) one)
                                                            .getModifiers()
                                                            .getFlags()
                                                            .contains(Modifier.STATIC))
                                    .count();
        }

        @Override
        public Void visitVariable(VariableTree field, Void unused) {
            if (open(field.getModifiers())) {
                look(field.getName().toString());
            }
            return null;
        }
    }
}
