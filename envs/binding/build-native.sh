#!/usr/bin/env bash
# Finds MuJoCo, generates its Java binding and compiles it; does nothing when nothing has changed.
#
#   build-native.sh VERSION PLATFORM CLASSPATH JAVA_HOME TARGET
#
# Leaves TARGET/sources (generated Java) and TARGET/lib (what goes into the jar). Maven runs it.
set -euo pipefail

version=$1 platform=$2 classpath=$3 java_home=$4 target=$5
here=$(cd "$(dirname "$0")" && pwd)
preset=merpo/envs/mujoco/presets/MuJoCoPreset
package=merpo/envs/mujoco/capi
library=libmujoco.so.$version
cache=${XDG_CACHE_HOME:-$HOME/.cache}/merpo/mujoco-$version

# One wheel per platform, pinned: the same file on every machine.
case $version/$platform in
    3.17.0/linux-x86_64)
        tag=manylinux_2_28_x86_64
        sha256=42371356efe53a5f5f73ed03fcb967bdf04048017f80e2fca01e71a360e42da2 ;;
    *)
        echo "MuJoCo $version for $platform: no wheel is pinned in envs/binding/build-native.sh; add its tag and SHA-256" >&2
        exit 1 ;;
esac

no_mujoco() {
    cat >&2 <<END
MuJoCo $version was not found: $1
    Give it in one of three ways, looked for in this order:
    1. MUJOCO_HOME, a folder with include/mujoco/mujoco.h and lib/$library
    2. a cached copy with the same two in $cache
    3. Python 3 with pip and its package index in reach (Debian: apt-get install python3-pip); then build again
END
    exit 1
}

whole() { # FOLDER: holds the headers and the library of this version
    local number
    number=$(awk -F. '{ printf "%d%03d%03d", $1, $2, $3 }' <<<"$version")
    grep -qs "mjVERSION_HEADER $number" "$1/include/mujoco/mujoco.h" && [ -s "$1/lib/$library" ]
}

fetch() { # into the cache; under its final name only once it is whole
    local work
    command -v python3 >/dev/null || no_mujoco "MUJOCO_HOME is not set, nothing is cached, and python3 is missing"
    mkdir -p "$(dirname "$cache")"
    work=$(mktemp -d "$cache.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    echo "mujoco==$version --hash=sha256:$sha256" >"$work/pin.txt"
    python3 -m pip download --quiet --disable-pip-version-check --only-binary=:all: --no-deps \
        --python-version 3.12 --platform "$tag" --require-hashes \
        --requirement "$work/pin.txt" --dest "$work" >"$work/pip.log" 2>&1 ||
        no_mujoco "MUJOCO_HOME is not set, nothing is cached, and pip says: $(grep -v '^$' "$work/pip.log" | tail -n 1)"
    python3 -m zipfile -e "$work"/mujoco-*.whl "$work/wheel"
    mkdir -p "$work/whole/lib"
    mv "$work/wheel/mujoco/include" "$work/whole/include"
    mv "$work/wheel/mujoco/$library" "$work/whole/lib/"
    find "$work/wheel" -path '*dist-info*' -name 'LICENSE*' -exec cp {} "$work/whole/" \;
    mv -T "$work/whole" "$cache" 2>/dev/null || whole "$cache" # another build may have been faster
    rm -rf "$work"
    trap - EXIT
}

if [ -n "${MUJOCO_HOME:-}" ]; then
    whole "$MUJOCO_HOME" || no_mujoco "MUJOCO_HOME is $MUJOCO_HOME, which lacks one of the two or holds another version"
    mujoco=$(cd "$MUJOCO_HOME" && pwd)
else
    whole "$cache" || { rm -rf "$cache"; fetch; }
    mujoco=$cache
fi

# The stamp is the sum of all that the result depends on.
javacpp=$(tr : '\n' <<<"$classpath" | grep '/javacpp-[^/]*\.jar$' | head -n 1)
stamp=$({
    echo "$platform" "$(basename "$javacpp")"
    cat "$here/build-native.sh" "$here/compile-sorted.py" "$here/src/main/java/$preset.java" "$mujoco/lib/$library"
    find "$mujoco/include" "$here/src/main/native" -name '*.h' | LC_ALL=C sort | xargs -d '\n' cat
} | sha256sum)
if [ "$(cat "$target/stamp" 2>/dev/null)" = "$stamp" ]; then
    exit 0
fi

command -v g++ >/dev/null || {
    echo "The C++ compiler g++ was not found; it compiles MuJoCo's binding. Debian: apt-get install g++; then build again" >&2
    exit 1
}

echo "Generating and compiling the binding of MuJoCo $version (about half a minute, once)"
rm -rf "$target"
natives=$target/lib/$package/$platform
mkdir -p "$target"/{classes,link,sources} "$natives"
# the linker wants the library under its short name, JavaCPP wants it under its full one
ln -s "$mujoco/lib/$library" "$target/link/libmujoco.so"
ln -s "$mujoco/lib/$library" "$target/link/$library"
run() {
    "$@" >"$target/log" 2>&1 || {
        echo "The binding of MuJoCo $version could not be built; the end of $target/log says why:" >&2
        tail -n 20 "$target/log" >&2
        exit 1
    }
}
build() {
    run "$java_home/bin/java" -cp "$javacpp:$target/classes" org.bytedeco.javacpp.tools.Builder \
        -classpath "$target/classes" -properties "$platform" \
        -Dplatform.includepath="$mujoco/include:$here/src/main/native" -Dplatform.linkpath="$target/link" \
        -Dplatform.linkpath.prefix2=-L "$@"
}
run "$java_home/bin/javac" -nowarn -cp "$javacpp" -d "$target/classes" "$here/src/main/java/$preset.java"
build -d "$target/sources" "${preset//\//.}"
run "$java_home/bin/javac" -nowarn -cp "$javacpp:$target/classes" -d "$target/classes" \
    $(find "$target/sources" -name '*.java')
build -Dplatform.compiler="$here/compile-sorted.py" -copylibs -d "$natives" "${package//\//.}.**"
mkdir -p "$target/lib/META-INF/licenses/mujoco"
find "$mujoco" -maxdepth 1 -name 'LICENSE*' -exec cp {} "$target/lib/META-INF/licenses/mujoco/" \;
for needed in libjniMuJoCo.so "$library"; do
    [ -s "$natives/$needed" ] || {
        echo "The binding of MuJoCo $version lacks $needed; $target/log says why" >&2
        exit 1
    }
done
# JavaCPP takes a library from its cache when name, size and date agree, and dates in our jars are fixed: the size must
# tell versions apart. Zeros at the end of a library mean nothing to the loader.
head -c $((16#${stamp:0:4})) /dev/zero >>"$natives/libjniMuJoCo.so"
rm -rf "$target/classes" "$target/link"
echo "$stamp" >"$target/stamp"
