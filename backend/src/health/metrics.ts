import { Injectable } from '@nestjs/common';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What Prometheus reads at `/metrics`. Each feature registers its own figures, under names that begin with `chat_`. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** A figure that is looked up whenever somebody reads the metrics. */
  gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name: `chat_${name}`,
      help,
      registers: [this.registry],
      collect() {
        this.set(value());
      },
    });
  }

  counter(name: string, help: string): Counter {
    return new Counter({ name: `chat_${name}`, help, registers: [this.registry] });
  }

  /** `buckets` are upper bounds, ascending. */
  histogram<Label extends string = never>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: Label[] = [],
  ): Histogram<Label> {
    return new Histogram({ name: `chat_${name}`, help, buckets, labelNames, registers: [this.registry] });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** In Prometheus' text format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
