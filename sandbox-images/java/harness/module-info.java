/** Exported, so that it is among the modules of every program: no option has to name it (see ../README.md). */
module assay.harness {
    exports dev.assay.harness;
}
