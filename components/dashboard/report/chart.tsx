/**
 * Weeks against the norm, drawn by Chartist (MIT): lines of SVG, so that paper gets no pixels. It is for the eye alone;
 * the same numbers stand beside it in words.
 */
import { BarChart, type BarDrawEvent } from 'chartist';
import { useEffect, useRef } from 'preact/hooks';
import type { PageWeek } from '../../../publishing/history';
import { barState } from '../weeks/bars';

interface ChartProps {
  weeks: readonly PageWeek[];
  /** Many pages share one sheet of paper. */
  isLow: boolean;
  /** A click on the drawing asks what is behind it. */
  onOpen(): void;
}

/** px */
const [HEIGHT, LOW] = [106, 74];
/** Of a week and of the axis; a drawing as wide as its window would not fit the paper. */
const [STEP, AXIS] = [46, 34];
/** Room above the norm for weeks that did more. */
const HIGHEST = 3;

export function WeekChart({ weeks, isLow, onOpen }: ChartProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLButtonElement>(null);
  const width = weeks.length * STEP + AXIS;
  useEffect(() => {
    const at = place.current?.appendChild(document.createElement('div'));
    if (!at) return undefined;
    const chart = draw(at, weeks, { width, height: isLow ? LOW : HEIGHT });
    // Where there is no room the latest weeks are what is looked for.
    chart.on('created', () => scroll.current?.scrollTo({ left: width }));
    return () => {
      chart.detach();
      at.remove();
    };
  }, [weeks, isLow]);
  return (
    <div class="week-chart" ref={scroll}>
      <button type="button" class="week-chart-face" tabIndex={-1} aria-hidden="true" ref={place} onClick={onOpen} />
    </div>
  );
}

function draw(
  at: HTMLElement,
  weeks: readonly PageWeek[],
  { width, height }: { width: number; height: number },
): BarChart {
  const high = Math.max(HIGHEST, ...weeks.map(({ count, norm }) => Math.max(count, norm) + 1));
  const chart = new BarChart(
    at,
    {
      labels: weeks.map(({ week }) => `${week.monday.slice(8)}.${week.monday.slice(5, 7)}`),
      series: [weeks.map((one) => (isKnown(one) ? one.count : 0))],
    },
    {
      width: `${width}px`,
      height: `${height}px`,
      low: 0,
      high,
      chartPadding: { top: 12, right: 4, bottom: 0, left: 0 },
      axisX: { showGrid: false, offset: 20 },
      axisY: { onlyInteger: true, offset: AXIS - 8, scaleMinSpace: 18 },
    },
  );
  chart.on('draw', (event) => {
    if (event.type === 'bar') finish(event, weeks[event.index]!);
  });
  return chart;
}

/** The colour of a bar, its number, and the norm of its week. */
function finish({ element, group, axisY, chartRect, x1, y1, y2 }: BarDrawEvent, one: PageWeek): void {
  element.addClass(`chart-${barState(one)}`);
  const norm = chartRect.y1 - axisY.projectValue(one.norm);
  const line = { x1: x1 - STEP / 2, x2: x1 + STEP / 2, y1: norm, y2: norm };
  group.elem('line', line, 'chart-norm');
  const number = isKnown(one) ? `${one.state === 'exact' ? '' : '≥'}${one.count}` : '?';
  group.elem('text', { x: x1, y: Math.min(y1, y2) - 4, 'text-anchor': 'middle' }, 'chart-number').text(number);
}

function isKnown(one: PageWeek): boolean {
  const state = barState(one);
  return state !== 'unknown' && state !== 'future';
}
