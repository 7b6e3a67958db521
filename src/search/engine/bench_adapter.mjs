// Loads the engine for the search bench: the library as shipped, without glue code. Loads the head first, and text parts as a query needs them.
const files = `${new URL('.', import.meta.url).pathname.split('/').at(-2)}/`;

export async function load(corpusUrl) {
  let bytes = 0;
  const fetched = async (name, base) => {
    const file = await (await fetch(new URL(name, base))).arrayBuffer();
    bytes += file.byteLength;
    return new Uint8Array(file);
  };
  const [code, head] = await Promise.all([fetched('engine.wasm', import.meta.url), fetched(`${files}head.bin`, corpusUrl)]);
  const wasm = (await WebAssembly.instantiate(code)).instance.exports;
  const encoder = new TextEncoder();
  // The buffer is detached when the memory grows.
  const put = (data) => {
    const at = wasm.room(data.length);
    new Uint8Array(wasm.memory.buffer, at, data.length).set(data);
  };
  const answer = (count) => Array.from(new Uint32Array(wasm.memory.buffer, wasm.answer(), count));
  put(head);
  if (!wasm.open()) throw new Error('the head is damaged');
  // Requests in flight, by part.
  const inFlight = new Map();
  const give = async (part) => {
    put(await fetched(`${files}${part}.bin`, corpusUrl));
    if (!wasm.give()) throw new Error(`the part ${part} is damaged`);
    inFlight.delete(part);
  };
  const come = (part) => inFlight.get(part) ?? inFlight.set(part, give(part)).get(part);
  const search = (query, limit) => {
    const typed = encoder.encode(query);
    put(typed);
    const words = answer(2 * wasm.needs(limit));
    if (words.length === 0) return answer(wasm.search(limit));
    const parts = [];
    for (let at = 0; at < words.length; at += 2) {
      parts.push([words[at + 1], words[at]].map((word) => word.toString(16).padStart(8, '0')).join(''));
    }
    return Promise.all(parts.map(come)).then(() => {
      put(typed);
      return answer(wasm.search(limit));
    });
  };
  return { search, get bytes() { return bytes; } };
}
