/** The part of WebAssembly that schema-engine.ts uses: Node has it, the type packages of Node 20 do not say so. */
declare namespace WebAssembly {
  function instantiate(
    bytes: Uint8Array,
    imports: Record<string, Record<string, unknown>>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
}
