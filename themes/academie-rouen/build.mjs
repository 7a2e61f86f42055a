// Copies from the package what pages wear and nothing else: the package weighs 136 MB. The copy is ignored by git.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const theme = dirname(fileURLToPath(import.meta.url));
const source = join(theme, "node_modules/@gouvfr/dsfr");
const target = join(theme, "dsfr");

const files = [
  "dist/dsfr.main.min.css",
  "dist/dsfr.print.min.css",
  "dist/dsfr.module.min.js",
  "dist/utility/icons/icons-editor/icons-editor.main.min.css",
  "dist/utility/icons/icons-system/icons-system.main.min.css",
  "dist/utility/icons/icons-user/icons-user.main.min.css",
];
const folders = ["dist/fonts", "dist/icons", "dist/favicon"];
const worn = (path) => !/\.woff$|\.map$/.test(path);

rmSync(target, { recursive: true, force: true });
mkdirSync(target);
cpSync(join(source, "LICENSE.md"), join(target, "LICENSE.md"));
for (const file of files)
  cpSync(join(source, file), join(target, file.replace("dist/", "")));
for (const folder of folders)
  cpSync(join(source, folder), join(target, basename(folder)), { recursive: true, filter: worn });
