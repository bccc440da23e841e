// Builds every style sheet, script and picture that a page may ask for, into the site's static folder.
// Run by `make setup`; needs nothing but the packages in package-lock.json.
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

import { buildSync } from 'esbuild'
import { compile } from 'sass'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const target = join(root, 'src/folkmoot/site/static/folkmoot')

/** Names of the files in a folder of assets/ that are built in their own right: not the parts, which others include. */
const entries = (folder, ending) =>
  readdirSync(join(root, 'assets', folder)).filter((name) => name.endsWith(ending) && !name.startsWith('_'))

function buildStyles () {
  for (const name of entries('styles', '.scss')) {
    const { css } = compile(join(root, 'assets/styles', name), {
      style: 'compressed',
      loadPaths: [join(root, 'node_modules')],
      quietDeps: true
    })
    // A style sheet that asks for another file would break under hashed static names, and might bring in the
    // GOV.UK typeface or crest, which only central government may use.
    if (/url\((?!["']?data:)/.test(css)) throw new Error(`${name} refers to another file; inline it or leave it out`)
    writeFileSync(join(target, name.replace('.scss', '.css')), css)
  }
}

function buildScripts () {
  buildSync({
    entryPoints: entries('scripts', '.js').map((name) => join(root, 'assets/scripts', name)),
    outdir: target,
    bundle: true,
    format: 'esm',
    minify: true,
    target: 'es2020',
    legalComments: 'none',
    logLevel: 'warning'
  })
}

/** Lists what was built, so that a test, and anyone looking, can tell which build is being served. */
function writeManifest () {
  const files = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const manifest = {}
  for (const entry of files) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    const bytes = readFileSync(path)
    manifest[relative(target, path).replaceAll('\\', '/')] = {
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex')
    }
  }
  const sorted = Object.fromEntries(Object.entries(manifest).sort(([one], [other]) => (one < other ? -1 : 1)))
  writeFileSync(join(target, 'manifest.json'), JSON.stringify(sorted, null, 2) + '\n')
  return sorted
}

rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
buildStyles()
buildScripts()
cpSync(join(root, 'assets/images'), join(target, 'images'), { recursive: true })
for (const [name, { bytes }] of Object.entries(writeManifest())) {
  console.log(`  ${name.padEnd(28)} ${(bytes / 1024).toFixed(1).padStart(7)} kB`)
}
