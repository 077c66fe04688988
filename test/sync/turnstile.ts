/**
 * Lets exchanges that run at the same time meet the remote one request at a time, in an order from a seed. A request is
 * only let through when every exchange waits at the gate or has ended, so that the order does not depend on the machine.
 */
import type { Remote } from '../../sync/remote';

export class Turnstile {
  private active = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly random: () => number,
    /** Told of every request, in order. */
    private readonly onPass: (what: string) => void = () => {},
  ) {}

  /** Runs exchanges that make one request at a time each. */
  async run(works: readonly (() => Promise<unknown>)[]): Promise<void> {
    this.active = works.length;
    await Promise.all(
      works.map(async (work) => {
        try {
          await work();
        } finally {
          this.active -= 1;
          this.letOne();
        }
      }),
    );
  }

  /** The remote as one of the exchanges sees it. */
  before(remote: Remote, who: string): Remote {
    return {
      list: () => this.pass(`${who} list`, () => remote.list()),
      get: (name) => this.pass(`${who} get ${name}`, () => remote.get(name)),
      put: (name, bytes) => this.pass(`${who} put ${name}`, () => remote.put(name, bytes)),
      delete: (name) => this.pass(`${who} delete ${name}`, () => remote.delete(name)),
    };
  }

  private async pass<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
    await new Promise<void>((resolve) => {
      this.waiting.push(() => {
        this.onPass(what);
        resolve();
      });
      // In the order of names, since that in which they came here is the machine's.
      this.order.set(this.waiting.at(-1)!, what);
      this.letOne();
    });
    return work();
  }

  private readonly order = new Map<() => void, string>();

  private letOne(): void {
    if (this.waiting.length === 0 || this.waiting.length < this.active) return;
    this.waiting.sort((a, b) => (this.order.get(a)! < this.order.get(b)! ? -1 : 1));
    const [next] = this.waiting.splice(Math.floor(this.random() * this.waiting.length), 1);
    this.order.delete(next!);
    next!();
  }
}
