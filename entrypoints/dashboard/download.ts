/** Gives the person a file. The browser may read it for as long as it likes, so the address stays until the page goes. */
export function download(content: Blob | string, name: string): void {
  const file = typeof content === 'string' ? new Blob([content], { type: 'application/json' }) : content;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  addEventListener('pagehide', () => URL.revokeObjectURL(link.href), { once: true });
}
