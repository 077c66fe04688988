/**
 * Where the panel or its tab lies on the site's page: in room of its own, beside every control of the site. It moves
 * only when a control has come under it, and never while it is being used.
 */
import { boxesOf, CONTROLS, coversControl, HEADINGS, inPieces } from './controls';
import { type Box, freePlace, type Wish } from './place';

/** The page has rested for so long before its controls are measured, ms. */
const REST = 250;

/** Where its middle is wanted, 0…1 of the window. */
export interface Spot {
  x: number;
  y: number;
}

/** `collapsed`: the tab is shown; `open`: the panel. */
export type Shape = 'collapsed' | 'open';

/**
 * `room`: nothing of the site lies under it. `over`: there was no room and the person opened it all the same; it goes
 * with the next click on the page.
 */
export interface Berth {
  shape: Shape;
  box: Box;
  kind: 'room' | 'over';
}

/** Below this width a panel over the page's words hides most of them, px. */
const NARROW = 640;

const WISHES: Record<Shape, Pick<Wish, 'least' | 'most'>> = {
  open: { least: { width: 248, height: 216 }, most: { width: 328, height: 640 } },
  collapsed: { least: { width: 56, height: 56 }, most: { width: 56, height: 56 } },
};
/** The tab where nothing is free at all, px. */
const LAST_RESORT = 40;

export interface Surroundings {
  /** What we drew, to look through it. */
  ours: Element;
  /** Texts that had better stay readable: posts and comments. */
  texts(): Iterable<Element>;
  /** Runs a search in slices; undefined when it was given up. */
  run<Result>(work: Generator<undefined, Result>): Promise<Result | undefined>;
  /** Something has moved. */
  moved(): void;
  /** The person is using it: the pointer or the keyboard is there. */
  inUse(): boolean;
}

export class PanelBerth {
  berth: Berth | null = null;
  private shape: Shape = 'collapsed';
  private spot: Spot = { x: 1, y: 0.4 };
  /** Opened where there was no room. */
  private insisted = false;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private searches = 0;

  constructor(
    private readonly document: Document,
    private readonly around: Surroundings,
  ) {}

  listen(signal: AbortSignal): void {
    const view = this.document.defaultView;
    const options = { signal, capture: true, passive: true } as const;
    view?.addEventListener('resize', () => this.resized(), options);
    view?.addEventListener('scroll', () => this.disturbed(), options);
    signal.addEventListener('abort', () => clearTimeout(this.rest), { once: true });
  }

  /** What is wanted has changed. `insist`: by the person's own hand, so it opens even where there is no room. */
  want(shape: Shape, spot: Spot, insist: boolean): void {
    const same = this.shape === shape && this.spot.x === spot.x && this.spot.y === spot.y;
    if (same && this.berth && !insist) return;
    this.shape = shape;
    this.spot = spot;
    this.insisted = insist && shape === 'open';
    void this.search();
  }

  /** The person turned to the page: what lies over the site's controls goes. */
  yieldToPage(): void {
    if (!this.liesOver) return;
    this.insisted = false;
    void this.search();
  }

  /** The page has changed, was scrolled or has another size; looked at once it rests. */
  disturbed(): void {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.look(), REST);
  }

  /** Another page has come into the tab: whoever wants the panel there says so. */
  leave(): void {
    this.searches += 1;
    this.berth = null;
    this.insisted = false;
    clearTimeout(this.rest);
  }

  /** It lies over the site's controls, because it was opened where there was no room. */
  get liesOver(): boolean {
    return this.berth?.kind === 'over' && this.berth.shape === 'open';
  }

  private resized(): void {
    if (!this.berth) return;
    this.insisted = false;
    void this.search();
  }

  private look(): void {
    if (!this.berth || this.around.inUse()) return;
    const { box, kind } = this.berth;
    // A panel that gave way does not jump up again with every scroll; the tab brings it back.
    if (kind === 'room' && !coversControl(this.document, box, this.around.ours)) return;
    void this.search();
  }

  private async search(): Promise<void> {
    this.searches += 1;
    const search = this.searches;
    // Right after a frame the page is laid out: measuring then asks for nothing more.
    await afterFrame();
    const found = search === this.searches ? await this.around.run(this.find()) : undefined;
    // Somebody may have wanted something else meanwhile.
    if (!found || search !== this.searches) return;
    this.berth = found;
    this.around.moved();
  }

  private *find(): Generator<undefined, Berth> {
    const { innerWidth: width = 0, innerHeight: height = 0 } = this.document.defaultView ?? {};
    const window = { width, height };
    const controls = yield* boxesOf(inPieces(this.document.documentElement, CONTROLS), window);
    const texts = [
      ...(yield* boxesOf(this.around.texts(), window)),
      ...(yield* boxesOf(this.document.querySelectorAll(HEADINGS), window)),
    ];
    yield;
    const place = (shape: Shape): Box | null => {
      const wish = { ...WISHES[shape], ...this.spot };
      const beside = freePlace([...controls, ...texts], window, wish);
      // On a narrow window an open panel over the words would leave nothing to be read.
      const mayHideWords = shape === 'collapsed' || width >= NARROW;
      return beside ?? (mayHideWords ? freePlace(controls, window, wish) : null);
    };
    const room = place(this.shape);
    if (room) return { shape: this.shape, box: room, kind: 'room' };
    if (this.insisted) return { shape: 'open', box: overAll(window), kind: 'over' };
    const tab = place('collapsed');
    if (tab) return { shape: 'collapsed', box: tab, kind: 'room' };
    const top = Math.min(this.spot.y * height, height - LAST_RESORT);
    const left = this.spot.x < 0.5 ? 0 : width - LAST_RESORT;
    return {
      shape: 'collapsed',
      box: { left, top, right: left + LAST_RESORT, bottom: top + LAST_RESORT },
      kind: 'over',
    };
  }
}

/** A sheet on the lower part of a window that has no room. */
function overAll({ width, height }: { width: number; height: number }): Box {
  const wide = Math.min(width - 16, 400);
  const high = Math.min(height - 16, Math.max(300, height * 0.6));
  return { left: width - 8 - wide, top: height - 8 - high, right: width - 8, bottom: height - 8 };
}

/** A window in the background draws no frames. */
const NO_FRAME = 200;

function afterFrame(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, NO_FRAME);
    requestAnimationFrame(() => {
      clearTimeout(late);
      setTimeout(resolve);
    });
  });
}
