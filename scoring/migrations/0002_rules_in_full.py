"""Contests keep how results are put together, adjusted, staged and ranked; activities keep their unit tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scoring", "0001_initial")]

    operations = [
        migrations.AddField("prizeplan", "tables", models.JSONField(default=list)),
        migrations.AddField("scoresheet", "aggregation", models.JSONField(default=list)),
        migrations.AddField("scoresheet", "adjustments", models.JSONField(default=list)),
        migrations.AddField("scoresheet", "stages", models.JSONField(default=list)),
        migrations.AddField("scoresheet", "rankings", models.JSONField(default=None, null=True)),
        migrations.AlterField("operation", "slot", models.CharField(max_length=80)),
        migrations.AlterField("ruling", "slot", models.CharField(max_length=80)),
    ]
