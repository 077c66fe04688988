/** The one function of the library that the release uses. */
declare module 'crx3' {
  export default function pack(files: string[], options: { keyPath: string; crxPath: string }): Promise<unknown>;
}
