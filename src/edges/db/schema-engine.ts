import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import type { Provider } from "./database-url.js";

interface EngineExports {
  __wbindgen_start(): void;
}

type EngineBindings = typeof import("@prisma/schema-engine-wasm") & {
  __wbg_set_wasm(exports: EngineExports): void;
};

/** Node has it, but its type comes only with the library of the browser. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Readonly<Record<string, object>>,
  ): Promise<{ instance: { exports: EngineExports } }>;
};

/**
 * Starts Prisma's own schema engine over an open connection, which stays the caller's to close. The
 * package's entry imports its .wasm file, which Node cannot do without a flag, so it is loaded here.
 */
export async function startSchemaEngine(
  provider: Provider,
  adapter: SqlDriverAdapter,
): Promise<SchemaEngine> {
  const bindings = await loadBindings();
  const datasource = `datasource db {\n  provider = "${provider}"\n}\n`;
  return bindings.SchemaEngine.new(
    { datamodels: [["schema.prisma", datasource]] },
    ignoreEngineLog,
    bindMigrationAwareSqlAdapterFactory(lending(adapter)),
  );
}

let loaded: Promise<EngineBindings> | undefined;

/** The engine keeps its memory in module state: it can be instantiated once in a process. */
function loadBindings(): Promise<EngineBindings> {
  loaded ??= instantiate();
  return loaded;
}

async function instantiate(): Promise<EngineBindings> {
  const bindings: EngineBindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(script.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": { ...bindings } });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings;
}

/** Its progress lines quote whole scripts; what matters comes back as a value or an error. */
function ignoreEngineLog(): void {}

function lending(adapter: SqlDriverAdapter): SqlMigrationAwareDriverAdapterFactory {
  const lent = new Proxy(adapter, {
    get: (target, name) => {
      if (name === "dispose") return async () => undefined;
      const member = Reflect.get(target, name);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect: async () => lent,
    connectToShadowDb: async () => {
      throw new Error("the desk migrates without a shadow database");
    },
  };
}
