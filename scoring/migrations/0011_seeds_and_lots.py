from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scoring", "0010_judges_seats")]

    operations = [
        migrations.AddField(model_name="scoresheet", name="lots", field=models.JSONField(default=list)),
    ]
