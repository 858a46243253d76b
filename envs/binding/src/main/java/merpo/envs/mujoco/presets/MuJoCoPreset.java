package merpo.envs.mujoco.presets;

import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;
import org.bytedeco.javacpp.tools.Info;
import org.bytedeco.javacpp.tools.InfoMap;
import org.bytedeco.javacpp.tools.InfoMapper;

/**
 * How MuJoCo's C headers become Java: the one hand-written mapping. The build generates {@code
 * merpo.envs.mujoco.capi} from it, compiles it and packs libmujoco beside it. Not final: the
 * generated class extends it.
 */
@Properties(
        value =
                @Platform(
                        compiler = "cpp17", // mjspec.h names std::byte
                        include = {
                            "mujoco/mjtype.h",
                            "mujoco/mjmodel.h",
                            "mujoco/mjdata.h",
                            "mujoco/mjspec.h",
                            "mujoco/mjplugin.h",
                            "mujoco/mjvisualize.h",
                            "mujoco/mjrender.h",
                            "mujoco/mjui.h",
                            "mujoco/mujoco.h",
                            "mujoco/mjbatch.h", // mujoco.h does not include it
                            "merpo/contact_forces.h" // ours
                        },
                        link = "mujoco@.3.17.0"),
        target = "merpo.envs.mujoco.capi",
        global = "merpo.envs.mujoco.capi.global.MuJoCo")
public class MuJoCoPreset implements InfoMapper {
    /** Structs declared as {@code typedef struct mjX_ {...} mjX}: Java shows the second name. */
    private static final String[] STRUCTS = {
        "mjBatch",
        "mjBatchConfig",
        "mjBatchRecord",
        "mjPreContact",
        "mjContact",
        "mjWarningStat",
        "mjTimerStat",
        "mjSolverStat",
        "mjData",
        "mjLROpt",
        "mjCache",
        "mjVFS",
        "mjOption",
        "mjVisual",
        "mjStatistic",
        "mjModel",
        "mjResource",
        "mjpPlugin",
        "mjSDF",
        "mjrRect",
        "mjrRendererInfo",
        "mjrVertexAttribute",
        "mjrContext",
        "mjsElement",
        "mjsCompiler",
        "mjsAuthored",
        "mjSpec",
        "mjsOrientation",
        "mjsPlugin",
        "mjsBody",
        "mjsFrame",
        "mjsJoint",
        "mjsGeom",
        "mjsSite",
        "mjsCamera",
        "mjsLight",
        "mjsFlex",
        "mjsMesh",
        "mjsHField",
        "mjsSkin",
        "mjsTexture",
        "mjsMaterial",
        "mjsPair",
        "mjsExclude",
        "mjsEquality",
        "mjsTendon",
        "mjsWrap",
        "mjsActuator",
        "mjsSensor",
        "mjsNumeric",
        "mjsText",
        "mjsTuple",
        "mjsKey",
        "mjsDefault",
        "mjLogMessage",
        "mjLogConfig",
        "mjuiState",
        "mjuiThemeSpacing",
        "mjuiThemeColor",
        "mjuiItem",
        "mjuiSection",
        "mjUI",
        "mjuiDef",
        "mjvPerturb",
        "mjvCamera",
        "mjvGLCamera",
        "mjvGeom",
        "mjvLight",
        "mjvOption",
        "mjvScene",
        "mjvFigure"
    };

    /** Macros that rename functions of math.h: Java has its own. */
    private static final String[] MATH = {
        "mju_sqrt", "mju_exp", "mju_sin", "mju_cos", "mju_tan", "mju_asin", "mju_acos",
        "mju_atan2", "mju_tanh", "mju_pow", "mju_abs", "mju_log", "mju_log10", "mju_floor",
        "mju_ceil"
    };

    @Override
    public void map(InfoMap map) {
        for (String struct : STRUCTS) {
            map.put(new Info(struct + "_", struct).pointerTypes(struct));
        }
        map.put(new Info(MATH).cppTypes().skip());
        // mjspec.h's handles to C++ strings and vectors: opaque here, as they are in C
        map.put(
                new Info(
                                "mjString",
                                "mjStringVec",
                                "mjIntVec",
                                "mjIntVecVec",
                                "mjFloatVec",
                                "mjFloatVecVec",
                                "mjDoubleVec",
                                "mjByteVec")
                        .cast()
                        .pointerTypes("Pointer"));
        // function attributes and visibility say nothing to Java
        map.put(new Info("MJAPI", "MJLOCAL", "mjPRINTFLIKE").cppTypes().annotations());
        map.put(new Info("mjEXTERNC", "merpo_contactForces").skip());
        // global callbacks and tables of names: pointers to functions and two-dimensional arrays,
        // which the parser misreads and nobody here needs (mju_setLogConfig silences warnings)
        map.put(
                new Info("mujoco.h")
                        .linePatterns("// user memory handlers", "//-+ Virtual file system -+")
                        .skip());
    }
}
