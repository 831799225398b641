"""Plan a shipped district and read the answer as labelled data."""

from zeneville import pipeline


def main(hours: int = 48) -> None:
    """48 hours make a sketch in seconds; the command line takes the whole year."""
    plan = pipeline.plan("escalette", hours=hours, gap=0.01)
    told = plan.summary
    print(f"{told['objective_eur_per_year']:,.0f} EUR a year, proven within {told['gap']:.2%}")
    print(plan.buildings.groupby(["use", "package"]).size().to_string())
    hourly = plan.data["bought_kwh"] + plan.data["charged_kwh"]
    print(f"highest import {hourly.max().item():,.0f} kW")
    folder = pipeline.store(plan, "results/escalette-sketch")
    print(f"verified: {pipeline.verify(folder).verified}, report in {folder / 'report.html'}")


if __name__ == "__main__":
    main()
